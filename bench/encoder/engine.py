"""One of the other engines as a process of its own, with encode.cc's commands: run, write FILE, memory.

    python engine.py onnxruntime|openvino MODEL WINDOWS

One thread.  The first line it prints gives the seconds of start-up: import left out, from opening the model to the
result of a first window of one token.
"""
import resource
import sys
import time

import numpy as np


def read_windows(path):
    numbers = np.fromfile(path, "<i4")
    lengths = numbers[1:1 + numbers[0]]
    return np.split(numbers[1 + numbers[0]:], np.cumsum(lengths)[:-1])


def onnxruntime_engine():
    import onnxruntime

    def start(path):
        options = onnxruntime.SessionOptions()
        options.intra_op_num_threads = options.inter_op_num_threads = 1
        options.graph_optimization_level = onnxruntime.GraphOptimizationLevel.ORT_ENABLE_ALL
        session = onnxruntime.InferenceSession(path, options, providers=["CPUExecutionProvider"])
        return lambda ids: session.run(None, {"ids": ids[None].astype(np.int32)})[0][0]
    return start


def openvino_engine():
    import openvino

    def start(path):
        core = openvino.Core()
        compiled = core.compile_model(path, "CPU", {
            "INFERENCE_NUM_THREADS": 1, "NUM_STREAMS": 1, "PERFORMANCE_HINT": "LATENCY"})
        request = compiled.create_infer_request()

        def encode(ids):
            request.infer({0: ids[None].astype(np.int64)}, share_inputs=True)
            return request.get_output_tensor(0).data[0]
        return encode
    return start


def main():
    name, path, windows_path = sys.argv[1:]
    start = {"onnxruntime": onnxruntime_engine, "openvino": openvino_engine}[name]()
    begin, begin_cpu = time.monotonic(), time.process_time()
    encode = start(path)
    encode(np.zeros(1, np.int32))
    print(f"start wall {time.monotonic() - begin} cpu {time.process_time() - begin_cpu}", flush=True)
    windows = read_windows(windows_path)
    for line in sys.stdin:
        command, *argument = line.split()
        if command == "run":
            wall, cpu = time.monotonic(), time.process_time()
            for window in windows:
                encode(window)
            print(f"cpu {time.process_time() - cpu} wall {time.monotonic() - wall} "
                  f"tokens {sum(map(len, windows))}", flush=True)
        elif command == "write":
            with open(argument[0], "wb") as out:
                for window in windows:
                    out.write(np.ascontiguousarray(encode(window), "<f4").tobytes())
            print("written", flush=True)
        elif command == "memory":
            with open("/proc/self/statm", encoding="ascii") as statm:
                pages = int(statm.read().split()[1])
            print(f"resident {pages * resource.getpagesize()} "
                  f"peak {resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * 1024}", flush=True)


if __name__ == "__main__":
    main()

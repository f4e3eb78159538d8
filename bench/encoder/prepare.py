"""Makes the other engines' models from the same weights: ONNX Runtime int8 and OpenVINO int8.

Both get their engine's own best form: for ONNX Runtime the fused operators (Attention, SkipLayerNormalization,
BiasGelu) and dynamic quantisation per channel; for OpenVINO NNCF's post-training quantisation of weights and
activations for transformers, calibrated on real windows.
"""
import numpy as np


def write_onnx(state, config, path):
    """The fused graph in fp32."""
    import onnx
    from onnx import TensorProto, helper, numpy_helper
    nodes, constants = [], []
    microsoft = {"domain": "com.microsoft"}
    epsilon = config["layer_norm_eps"]

    def constant(name, value):
        constants.append(numpy_helper.from_array(np.ascontiguousarray(value), name))
        return name

    def add(kind, inputs, output, **attributes):
        nodes.append(helper.make_node(kind, inputs, [output], name=output, **attributes))
        return output

    s = {name: tensor.numpy() for name, tensor in state.items() if tensor.is_floating_point()}
    e = "embeddings."
    positions = s[e + "position_embeddings.weight"] + s[e + "token_type_embeddings.weight"][0]
    nodes.append(helper.make_node(
        "EmbedLayerNormalization",
        ["ids", "", constant("words", s[e + "word_embeddings.weight"]), constant("positions", positions), "",
         constant("norm.gain", s[e + "LayerNorm.weight"]), constant("norm.shift", s[e + "LayerNorm.bias"])],
        ["embedded", "unused"], name="embed", epsilon=epsilon, **microsoft))
    x = "embedded"
    for i in range(config["num_hidden_layers"]):
        p, n = f"encoder.layer.{i}.", f"layer{i}."
        parts = [p + "attention.self." + part for part in ("query", "key", "value")]
        weight = np.concatenate([s[part + ".weight"] for part in parts]).T
        bias = np.concatenate([s[part + ".bias"] for part in parts])
        context = add("Attention", [x, constant(n + "qkv", weight), constant(n + "qkv.bias", bias)], n + "context",
                      num_heads=config["num_attention_heads"], **microsoft)
        output = add("MatMul", [context, constant(n + "o", s[p + "attention.output.dense.weight"].T)], n + "output")
        x = add("SkipLayerNormalization",
                [output, x, constant(n + "n1.gain", s[p + "attention.output.LayerNorm.weight"]),
                 constant(n + "n1.shift", s[p + "attention.output.LayerNorm.bias"]),
                 constant(n + "o.bias", s[p + "attention.output.dense.bias"])], n + "n1", epsilon=epsilon, **microsoft)
        up = add("MatMul", [x, constant(n + "u", s[p + "intermediate.dense.weight"].T)], n + "up")
        gelu = add("BiasGelu", [up, constant(n + "u.bias", s[p + "intermediate.dense.bias"])], n + "gelu", **microsoft)
        down = add("MatMul", [gelu, constant(n + "d", s[p + "output.dense.weight"].T)], n + "down")
        x = add("SkipLayerNormalization",
                [down, x, constant(n + "n2.gain", s[p + "output.LayerNorm.weight"]),
                 constant(n + "n2.shift", s[p + "output.LayerNorm.bias"]),
                 constant(n + "d.bias", s[p + "output.dense.bias"])], n + "n2", epsilon=epsilon, **microsoft)
    graph = helper.make_graph(
        nodes, "encoder", [helper.make_tensor_value_info("ids", TensorProto.INT32, [1, "length"])],
        [helper.make_tensor_value_info(x, TensorProto.FLOAT, [1, "length", config["hidden_size"]])], constants)
    model = helper.make_model(graph, opset_imports=[helper.make_opsetid("", 17), helper.make_opsetid("com.microsoft", 1)])
    model.ir_version = 8
    onnx.save(model, path)


def write_onnx_int8(fp32_path, path):
    from onnxruntime.quantization import QuantType, quantize_dynamic
    quantize_dynamic(fp32_path, path, weight_type=QuantType.QInt8, per_channel=True,
                     op_types_to_quantize=["Attention", "MatMul"], extra_options={"DefaultTensorType": 1})


def write_openvino_int8(module, calibration, path):
    import nncf
    import openvino
    import torch
    example = torch.as_tensor(calibration[0][None].astype(np.int64))
    model = openvino.convert_model(module, example_input=example, input=[openvino.PartialShape([1, -1])])
    dataset = nncf.Dataset(calibration, lambda ids: ids[None].astype(np.int64))
    model = nncf.quantize(model, dataset, model_type=nncf.ModelType.TRANSFORMER,
                          preset=nncf.QuantizationPreset.MIXED, subset_size=len(calibration))
    openvino.save_model(model, path, compress_to_fp16=False)

// Where the files lie that Quoth is installed with: today the model.
//
//   FindModel("")            -> $QUOTH_MODEL, else the installed one, else the source tree's
//   FindModel("/my/a.model") -> that, and nothing else is tried
//
// Thread rule: free functions, any thread (as long as none changes the environment).
#ifndef QUOTH_BASE_DATA_FILES_H_
#define QUOTH_BASE_DATA_FILES_H_

#include <string>
#include <vector>

#include "quoth/status.h"

namespace quoth {

// The path of the model file `name` ("quoth-read.model") to open.  `chosen`, where
// not empty, is returned as it stands, so that opening it says what is wrong with
// it; so is $QUOTH_MODEL.  Else the first of DataFolders() that holds the file.
// Fails with kNotFound, naming every place that was looked at.
Result<std::string> FindModel(const std::string& chosen, const std::string& name);

// The folders that are looked through, in order: share/quoth beside the library or
// the program that this code runs in (so a moved installation still works), the one
// that was configured, the source tree's models/.
std::vector<std::string> DataFolders();

}  // namespace quoth

#endif  // QUOTH_BASE_DATA_FILES_H_

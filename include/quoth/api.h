// QUOTH_API: marks what the shared library shows to its users; everything else
// stays inside it.  Classes and functions with code of their own in libquoth
// carry it; plain structs and templates need none.
#ifndef QUOTH_API_H_
#define QUOTH_API_H_

// Visible outside the library.
#define QUOTH_API __attribute__((visibility("default")))

#endif  // QUOTH_API_H_

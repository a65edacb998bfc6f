# File sets, as far as a configuration turns one into a source.
{ lib }:
rec {
  empty = [ ];
  toSource = { root, fileset }: root;
  toList = set: [ ];
  unions = sets: sets;
  union = a: b: a;
  intersection = a: b: a;
  difference = a: b: a;
  fileFilter = p: path: path;
  fromSource = src: src;
  gitTracked = path: path;
  gitTrackedWith = options: path: path;
  maybeMissing = path: path;
  isFileset = x: true;
  trace = set: value: value;
  traceVal = set: set;
}

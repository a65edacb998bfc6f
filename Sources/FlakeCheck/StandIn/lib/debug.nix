# Tracing: values pass through, the messages are the user's business.
{ lib }:
rec {
  inherit (builtins) addErrorContext trace unsafeGetAttrPos;
  traceIf = condition: message: value: if condition then builtins.trace message value else value;
  traceVal = value: value;
  traceValFn = f: value: value;
  traceSeq = message: value: value;
  traceSeqN = depth: message: value: value;
  traceValSeq = value: value;
  traceValSeqFn = f: value: value;
  traceValSeqN = depth: value: value;
  traceValSeqNFn = f: depth: value: value;
  traceFnSeqN = depth: name: f: f;
  runTests = tests: [ ];
  testAllTrue = tests: [ ];
}

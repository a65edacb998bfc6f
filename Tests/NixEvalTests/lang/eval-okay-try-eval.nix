[
  (builtins.tryEval 1)
  (builtins.tryEval (throw "x"))
  (builtins.tryEval (assert false; 1))
  (builtins.tryEval { x = throw "inside"; }).success
  (builtins.tryEval (builtins.deepSeq { x = throw "inside"; } 1)).success
  (builtins.tryEval <nowhere-to-be-found>).success
  (let x = throw "again"; in [ (builtins.tryEval x).success (builtins.tryEval x).success ])
]

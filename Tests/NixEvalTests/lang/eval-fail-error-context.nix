builtins.addErrorContext "while looking" (throw "the reason")

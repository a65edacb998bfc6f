fromTOML "a = -inf\nc = 1."

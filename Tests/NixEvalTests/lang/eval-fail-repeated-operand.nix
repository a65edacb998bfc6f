# What an operator looks at is no member of the list that it is.
let list = [ 1 list ]; in if list then 1 else 2

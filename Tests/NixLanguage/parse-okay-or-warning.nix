[ f or (g x or) ]

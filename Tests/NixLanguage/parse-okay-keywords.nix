with a; assert b; let c = d; inherit e; in if f then g else if h then i else let in j

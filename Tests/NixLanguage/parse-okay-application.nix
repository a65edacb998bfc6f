f a.b (c d) [ e (f g) ] { } rec { } "h" ./i -1

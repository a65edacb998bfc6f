if (throw "no") then 1 else 2

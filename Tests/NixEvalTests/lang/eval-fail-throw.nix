throw "a message with ${toString 1}"

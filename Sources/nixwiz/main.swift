import NixwizCommands

NixwizProgram.run()

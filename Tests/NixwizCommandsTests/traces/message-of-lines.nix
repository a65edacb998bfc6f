throw ''

  Failed assertions:
  - one
''

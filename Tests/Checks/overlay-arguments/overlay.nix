prev: {
  greet = prev.hello;
}

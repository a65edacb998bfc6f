extension Evaluator {
  /// State that a topic of builtins keeps for one evaluation; made when first asked for.
  package func cache<Content: AnyObject>(_ type: Content.Type, _ make: () -> Content) -> Content {
    if let known = caches[ObjectIdentifier(type)] as? Content { return known }
    let made = make()
    caches[ObjectIdentifier(type)] = made
    return made
  }
}

# The record of a type, and the phrases that descriptions are put together from.
{ lib }:
rec {
  isType = type: x: x._type or "" == type;
  setType = type: value: value // { _type = type; };
  isOptionType = isType "option-type";

  # `items loc defs` lists what can be checked one by one inside a value (the options of a
  # submodule), so that one mistake does not hide the next.
  mkOptionType =
    {
      name,
      description ? name,
      descriptionClass ? null,
      deprecationMessage ? null,
      check ? _: true,
      merge ? lib.mergeDefaultOption,
      emptyValue ? { },
      getSubOptions ? prefix: { },
      getSubModules ? null,
      substSubModules ? modules: null,
      typeMerge ? null,
      functor ? defaultFunctor name,
      nestedTypes ? { },
      items ? loc: defs: [ ],
      # Whether `items` may list anything.
      hasItems ? false,
    }:
    let
      self = {
        _type = "option-type";
        inherit
          name
          description
          descriptionClass
          deprecationMessage
          emptyValue
          getSubOptions
          getSubModules
          substSubModules
          functor
          nestedTypes
          items
          hasItems
          ;
        typeMerge = if typeMerge == null then defaultTypeMerge (functor // { inherit self; }) else typeMerge;
        # `merge` may be a function or, in later releases, a set with the second version of it.
        check = if builtins.isFunction check then check else check;
        merge = if builtins.isFunction merge then merge else merge;
      };
    in
    self;

  defaultFunctor = name: {
    inherit name;
    type = null;
    wrapped = null;
    payload = null;
    binOp = a: b: null;
  };

  # One type from the declarations of an option in several modules, or null.
  defaultTypeMerge =
    f: f':
    if f.name != f'.name then
      null
    else if f.payload or null == null then
      if f.wrapped or null == null || f'.wrapped or null == null then
        f.self or null
      else
        let
          inner = f.wrapped.typeMerge f'.wrapped.functor;
        in
        if inner == null then null else f.type inner
    else if f'.payload or null == null then
      null
    else
      let
        both = f.binOp f.payload f'.payload;
      in
      if both == null then null else f.type both;

  mergeTypes = a: b: if a.name == b.name then a.typeMerge b.functor or a else null;

  # A description, in parentheses unless its class is one of `plain`.
  phrase =
    plain: type:
    if type.descriptionClass or null == null || builtins.elem type.descriptionClass plain then
      type.description
    else
      "(${type.description})";
  optionDescriptionPhrase =
    unparenthesize: t:
    if unparenthesize (t.descriptionClass or null) then t.description else "(${t.description})";

  addCheck =
    type: check:
    type
    // {
      check = x: type.check x && check x;
    };
}

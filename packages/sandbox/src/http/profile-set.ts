/** Named presets of switches: each switch is a question on which the public evidence disagrees. */
export interface ProfileSet<Switches extends object, Name extends string> {
  readonly presets: Readonly<Record<Name, Switches>>;
  /** The allowed values of each switch, for checking what arrives on the control port. */
  readonly values: Readonly<Record<keyof Switches, readonly string[]>>;
}

/** Where an imitation keeps which preset it follows, and what was changed since. */
export interface ProfileState<Switches extends object, Name extends string> {
  profile: Name;
  switches: Switches;
}

/** The preset's name, when it is one. Throws a plain error that lists the names otherwise. */
export function profileNamed<Name extends string>(
  set: ProfileSet<object, Name>,
  name: unknown,
): Name {
  if (typeof name === "string" && Object.hasOwn(set.presets, name)) return name as Name;
  throw new Error(`A profile is one of: ${Object.keys(set.presets).join(", ")}.`);
}

/** Returns switches with some changed. Throws for a switch or a value that does not exist. */
export function changeSwitches<Switches extends object>(
  set: ProfileSet<Switches, string>,
  switches: Switches,
  changes: Readonly<Record<string, unknown>>,
): Switches {
  for (const [name, value] of Object.entries(changes)) {
    if (!Object.hasOwn(set.values, name)) throw new Error(`There is no switch "${name}".`);
    const values = set.values[name as keyof Switches];
    if (typeof value !== "string" || !values.includes(value)) {
      throw new Error(`The switch "${name}" takes one of: ${values.join(", ")}.`);
    }
  }
  return { ...switches, ...changes };
}

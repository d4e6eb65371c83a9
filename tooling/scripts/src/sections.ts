/** The document with the text between its markers replaced; documents need not have every section. */
export function withSections(
  text: string,
  sections: Readonly<Record<string, string>>,
  name: string,
): string {
  return text.replaceAll(
    /(<!-- generated:([a-z]+):start -->\n)[\s\S]*?(<!-- generated:\2:end -->)/g,
    (_all, start: string, section: string, end: string) => {
      const content = sections[section];
      if (content === undefined)
        throw new Error(`${name}: there is no generated section named ${section}`);
      return `${start}\n${content}\n\n${end}`;
    },
  );
}

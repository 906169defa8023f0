// @ts-check
/** @import { Api, PublicName } from './api.mjs' */

const HEAD = `# The package, name by name

Made from the doc comments by \`node test/tools/make-docs.mjs\`. What each name is for, with its shape as TypeScript declares it; what is
to be known of a field stands at the field. How to begin: [npm-package.md](npm-package.md).
`;

/**
 * Text of docs/api.md: each entry point of the package with its exports, then other types that the declarations name.
 *
 * @param {Api} api
 */
export function apiPage(api) {
  /** @type {Map<string, string>} what was described → at which door */
  const described = new Map();
  const doors = api.doors.map(({ folder, about, names }) => {
    const here = names.filter(({ id }) => !described.has(id));
    const elsewhere = names
      .filter(({ id }) => described.has(id))
      .map(({ id, name }) => ({ name, at: described.get(id) }));
    for (const { id } of here) described.set(id, folder);
    return [`## \`asan-kiosk/${folder}\``, about, ...sorted(here).map(entry), ...alsoHere(elsewhere)].join('\n\n');
  });
  const others = [
    '## Named by the above',
    'Shapes that no module exports by their name.',
    ...api.others.map(otherEntry([...api.doors.flatMap(({ names }) => names), ...api.others])),
  ];
  return `${[HEAD.trimEnd(), ...doors, others.join('\n\n')].join('\n\n')}\n`;
}

/** @param {readonly PublicName[]} names */
const sorted = (names) => [...names.filter(({ isType }) => !isType), ...names.filter(({ isType }) => isType)];

/** @param {PublicName} name */
const entry = ({ name, about, text }) =>
  [`### \`${name}\``, ...(about === '' ? [] : [about]), `\`\`\`ts\n${text}\n\`\`\``].join('\n\n');

/**
 * Heading of a name. Equal names also have their file.
 *
 * @param {readonly PublicName[]} all
 * @returns {(name: PublicName) => string}
 */
const otherEntry = (all) => (name) => {
  const text = entry(name);
  const file = name.id.replace(/^dist\/npm\/(.*)\.d\.ts .*$/, '$1');
  const isOnly = all.filter((other) => other.name === name.name).length === 1;
  return isOnly ? text : text.replace(`### \`${name.name}\``, `### \`${name.name}\` of \`${file}.ts\``);
};

/** @param {readonly { name: string, at: string | undefined }[]} names */
function alsoHere(names) {
  const places = [...new Set(names.map(({ at }) => at))];
  return places.map((place) => {
    const words = names.filter(({ at }) => at === place).map(({ name }) => `\`${name}\``);
    return `Also here, as at \`asan-kiosk/${place}\`: ${words.join(', ')}.`;
  });
}

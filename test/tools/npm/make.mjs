// @ts-check
import { mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';
import { fromRoot } from '../root.mjs';
import { compile, importedPackages, needsNode, readImports } from './compile.mjs';
import { entryPoints, PACKAGE } from './doors.mjs';

const DESCRIPTION =
  'Drivers and simulators of kiosk devices, byte by byte: receipt printers (ESC/POS, StarPRNT), payment terminals (ZVT), readers of ' +
  'zones and chips (ICAO 9303, PN532, PC/SC), bill validators (CCNET), office printers (IPP), scanners, keypads, GPIO.';

export function makePackage() {
  rmSync(fromRoot(PACKAGE), { recursive: true, force: true });
  const files = compile();
  for (const [file, text] of files) write(file, text);
  write('package.json', `${JSON.stringify(manifest(files), null, 2)}\n`);
  write('README.md', readme());
  write('api.md', readFileSync(fromRoot('docs/api.md'), 'utf8'));
  write('LICENSE', readFileSync(fromRoot('LICENSE'), 'utf8'));
}

/**
 * @param {string} file
 * @param {string} text
 */
function write(file, text) {
  const path = fromRoot(`${PACKAGE}/${file}`);
  mkdirSync(dirname(path), { recursive: true });
  writeFileSync(path, text);
}

/** @param {ReadonlyMap<string, string>} files */
function manifest(files) {
  const own = JSON.parse(readFileSync(fromRoot('package.json'), 'utf8'));
  const imports = readImports(files);
  const { needed, onDemand } = importedPackages(imports);
  /** @type {Record<string, string>} */
  const versions = { ...own.devDependencies, ...own.optionalDependencies, ...own.dependencies };
  /** @param {string} name */
  const version = (name) => {
    const range = versions[name];
    if (range === undefined) throw new Error(`package.json does not name ${name}, which the package imports`);
    // A user of a later Node installs that version's types.
    return name.startsWith('@types/') ? `>=${/\d+/.exec(range)?.[0]}` : range;
  };
  return {
    name: own.name,
    version: own.version,
    description: DESCRIPTION,
    license: own.license,
    type: own.type,
    engines: own.engines,
    sideEffects: false,
    exports: {
      ...Object.fromEntries(
        entryPoints().map((folder) => [
          `./${folder}`,
          // Bundlers for a page do not set `node`: they report this entry instead of bundling it.
          {
            types: `./${folder}/index.d.ts`,
            [needsNode(imports, folder) ? 'node' : 'default']: `./${folder}/index.js`,
          },
        ]),
      ),
      './package.json': './package.json',
    },
    dependencies: Object.fromEntries(needed.map((name) => [name, version(name)])),
    peerDependencies: Object.fromEntries(onDemand.map((name) => [name, version(name)])),
    peerDependenciesMeta: Object.fromEntries(onDemand.map((name) => [name, { optional: true }])),
  };
}

/** A line of the page with only a link to an example is replaced by the program's text. */
const PROGRAM = /^\[(examples\/[\w-]+\.mjs)\]\(\1\)$/gm;

const readme = () =>
  readFileSync(fromRoot('docs/npm-package.md'), 'utf8').replace(
    PROGRAM,
    (_, file) => `\`\`\`js\n${readFileSync(fromRoot(`docs/${file}`), 'utf8').trimEnd()}\n\`\`\``,
  );

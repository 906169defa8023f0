import type { ConfigTrouble } from '../../device/config/trouble.ts';

/** Where else a file may come from: how the profile is named on the command line, or the folder of the catalogue in it. */
export type NamedBy = '--profile' | 'catalogue.dir' | 'backOffice';

const OTHER: Readonly<Record<NamedBy, string>> = {
  '--profile': 'name another file with --profile',
  'catalogue.dir': 'name another folder in catalogue.dir of the profile',
  backOffice: 'name another file in backOffice of the profile',
};

/** What a technician does about a profile or a catalogue that does not load. If the trouble names a line, this line is to be mended. */
export function configFix({ code, file, line, found }: ConfigTrouble, by: NamedBy): string {
  const other = OTHER[by];
  if (code !== 'CFG-101') return `mend ${line === null ? 'the file' : 'this line of the file'}, or ${other}`;
  switch (found) {
    case 'nothing at this place':
      return `put it there, or ${other}`;
    case 'a file this user may not read':
      return `let the user of the kiosk read it (\`ls -lL ${file}\` shows who may), or run this as that user`;
    case 'none':
      return `put the files of the services (.yaml) there, or ${other}`;
    default:
      return other;
  }
}

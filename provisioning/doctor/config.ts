import type { ConfigTrouble } from '../../device/config/trouble.ts';

export type ConfigFileSetting = '--profile' | 'catalogue.dir' | 'backOffice';

const OTHER: Readonly<Record<ConfigFileSetting, string>> = {
  '--profile': 'name another file with --profile',
  'catalogue.dir': 'name another folder in catalogue.dir of the profile',
  backOffice: 'name another file in backOffice of the profile',
};

/** Fix for a profile or catalogue that does not load. The fix names the line, if the trouble has one. */
export function configFix({ code, file, line, found }: ConfigTrouble, by: ConfigFileSetting): string {
  const other = OTHER[by];
  if (code !== 'CFG-101') return `mend ${line === null ? 'the file' : 'this line of the file'}, or ${other}`;
  switch (found) {
    case 'nothing at this place':
      return `put what is missing there, or ${other}`;
    case 'a file this user may not read':
      return `give the user who runs this command read access (\`ls -lL ${file}\` shows who has it), or run the command as a user who has it`;
    case 'none':
      return `put the files of the services (.yaml) there, or ${other}`;
    default:
      return other;
  }
}

/*
 * How a cure takes files away. dpkg names the files that are nobody's, and a disk that dies damages dpkg's own list, too: then half of the
 * system would be nobody's. So nothing below /usr is deleted, only moved, and no cure takes many files away.
 */

const MOST_TAKEN = 20;

/** Where files of /usr are kept: they can be put back. */
const KEPT_IN = '/root/';

const isOfSystem = (file: string): boolean => /^\/(usr|s?bin|lib\w*)\//.test(file);

/** `then`: what follows once the files are gone. */
export function takeAway(files: readonly string[], then?: string): string {
  if (files.length > MOST_TAKEN)
    return `take none of these ${files.length} files away: nobody adds so many, so the list of dpkg is likely incomplete; sudo dpkg --audit and sudo dmesg | tail -50 may say why; ask whoever maintains this kiosk`;
  const [moved, deleted] = [files.filter(isOfSystem), files.filter((file) => !isOfSystem(file))];
  return [
    ...(deleted.length > 0 ? [`sudo rm ${deleted.join(' ')}`] : []),
    ...(moved.length > 0 ? [setAside(moved)] : []),
    ...(then === undefined ? [] : [then]),
  ].join(' && ');
}

/** Out of the way, and kept. */
export const setAside = (files: readonly string[]): string => `sudo mv --backup=numbered ${files.join(' ')} ${KEPT_IN}`;

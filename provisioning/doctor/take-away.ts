/*
 * How a cure removes files. dpkg says which files belong to no package. A failing disk can damage dpkg's own list, and then half of the
 * system seems to belong to no package. So a cure only moves files below /usr, and never removes many files.
 */

export const MOST_TAKEN = 20;

/** Folder for the files of /usr, so that they can be put back. */
const KEPT_IN = '/root/';

const isOfSystem = (file: string): boolean => /^\/(usr|s?bin|lib\w*)\//.test(file);

/** `then`: command that follows the removal. */
export function takeAway(files: readonly string[], then?: string): string {
  if (files.length > MOST_TAKEN)
    return `take none of these ${files.length} files away: so many strange files mean that the list of dpkg is likely incomplete; sudo dpkg --audit and sudo dmesg | tail -50 may say why; ask the maintainer of this kiosk`;
  const [moved, deleted] = [files.filter(isOfSystem), files.filter((file) => !isOfSystem(file))];
  return [
    ...(deleted.length > 0 ? [`sudo rm ${deleted.join(' ')}`] : []),
    ...(moved.length > 0 ? [setAside(moved)] : []),
    ...(then === undefined ? [] : [then]),
  ].join(' && ');
}

/** Moves the files aside and keeps them. */
export const setAside = (files: readonly string[]): string => `sudo mv --backup=numbered ${files.join(' ')} ${KEPT_IN}`;

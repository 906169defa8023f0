/* If dpkg's list is damaged, half of the system seems foreign: a fix moves few files. */

export const MOST_REMOVED_FILES = 20;

const KEPT_IN = '/root/';

/** A path for a shell, in quotes if necessary: users name files below /tmp. */
export const quotePath = (path: string): string =>
  /^[\w./+:@%,-]+$/.test(path) ? path : `'${path.replaceAll("'", "'\\''")}'`;

const isOfSystem = (file: string): boolean => /^\/(usr|s?bin|lib\w*)\//.test(file);

/** `then`: command that follows the removal. */
export function removeFilesFix(files: readonly string[], then?: string): string {
  if (files.length > MOST_REMOVED_FILES)
    return `remove none of these ${files.length} files: so many foreign files mean that the list of dpkg is probably incomplete. sudo dpkg --audit and sudo dmesg | tail -50 may say why; ask the maintainer of this kiosk`;
  const [moved, deleted] = [files.filter(isOfSystem), files.filter((file) => !isOfSystem(file))];
  return [
    ...(deleted.length > 0 ? [`sudo rm ${deleted.map(quotePath).join(' ')}`] : []),
    ...(moved.length > 0 ? [moveAsideCommand(moved)] : []),
    ...(then === undefined ? [] : [then]),
  ].join(' && ');
}

export const moveAsideCommand = (files: readonly string[]): string =>
  `sudo mv --backup=numbered ${files.join(' ')} ${KEPT_IN}`;

/**
 * A file that `provision` writes, with its owner. `path` is absolute, as on an installed kiosk, without the folder of an image before it.
 * `mode` has only the permission bits (0o640).
 */
export interface InstalledFile {
  readonly path: string;
  readonly owner: string;
  readonly group: string;
  readonly mode: number;
  readonly text: string;
}

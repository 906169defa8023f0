/**
 * A file that `provision` writes: what the profile makes of it, and whose it is. `path` is that of an installed kiosk, absolute and
 * without the folder of an image before it; `mode` has the permission bits alone (0o640).
 */
export interface InstalledFile {
  readonly path: string;
  readonly owner: string;
  readonly group: string;
  readonly mode: number;
  readonly text: string;
}

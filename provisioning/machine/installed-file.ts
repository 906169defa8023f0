/** `path` as on an installed kiosk, without an image's folder. `mode`: only permission bits (0o640). */
export interface InstalledFile {
  readonly path: string;
  readonly owner: string;
  readonly group: string;
  readonly mode: number;
  readonly text: string;
}

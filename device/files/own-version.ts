import { readFileSync } from 'node:fs';
import { version } from '../../package.json';
import { nullIfMissing } from './if-there.ts';
import { packageFile } from './package-root.ts';

/** Version of the build in this file. The Debian package stores time and hash of its commit in the file, so that two builds differ. */
export const versionIn = (file: string): string => nullIfMissing(() => readFileSync(file, 'utf8').trim()) ?? version;

export const ownVersion: string = versionIn(packageFile('version'));

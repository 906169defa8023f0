// @ts-check
/** `npm run gallery`: all screens in one file that needs no server. */
import { pathToFileURL } from 'node:url';
import { buildAll } from './build.mjs';
import { fromRoot } from './root.mjs';

if (await buildAll(['gallery'])) console.log(pathToFileURL(fromRoot('dist/gallery/index.html')).href);
else process.exitCode = 1;

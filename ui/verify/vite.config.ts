import { pageInOneFile } from '../in-one-file.ts';

/** It runs on any phone of a citizen. */
export default pageInOneFile('verify', ['chrome109', 'safari16', 'firefox115']);

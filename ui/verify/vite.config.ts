import { pageInOneFile } from '../in-one-file.ts';

/** Browsers of any citizen's phone. */
export default pageInOneFile('verify', ['chrome109', 'safari16', 'firefox115']);

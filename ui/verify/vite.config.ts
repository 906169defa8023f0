import { pageInOneFile } from '../in-one-file.ts';

export default pageInOneFile('verify', ['chrome109', 'safari16', 'firefox115']);

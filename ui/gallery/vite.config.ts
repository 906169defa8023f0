import { pageInOneFile } from '../in-one-file.ts';

export default pageInOneFile('gallery', 'chrome120');

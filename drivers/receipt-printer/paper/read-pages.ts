import type { ReadPage } from './codepages.ts';
import type { CodePage } from './profile.ts';

/** Code pages by `ESC t` number; see `PrinterModel.readPages`. */
type Pages = Readonly<Record<number, CodePage | ReadPage>>;

/** From the profiles default, TM-T20II and TM-T88V. */
// biome-ignore format: numbers with their meaning; one number on each line would take pages
export const EPSON_PAGES: Pages = {
  1: 'epson/katakana', 2: 'cp850', 3: 'cp860', 4: 'cp863', 5: 'cp865', 11: 'cp851', 12: 'cp853', 14: 'cp737',
  15: 'iso8859-7', 16: 'windows1252', 18: 'cp852', 19: 'cp858', 21: 'cp874', 30: 'tcvn3', 31: 'tcvn3capitals',
  32: 'cp720', 33: 'cp775', 34: 'cp855', 35: 'cp861', 36: 'cp862', 37: 'cp864', 38: 'cp869', 39: 'iso8859-2',
  40: 'iso8859-15', 41: 'cp1098', 44: 'cp1125', 45: 'windows1250', 47: 'windows1253', 49: 'windows1255',
  50: 'windows1256', 51: 'windows1257', 52: 'windows1258', 53: 'rk1048',
};

/** Profile YHD-8390. */
// biome-ignore format: numbers with their meaning; one number on each line would take pages
export const YHD_PAGES: Pages = {
  0: 'cp437', 1: 'epson/katakana', 2: 'cp850', 3: 'cp860', 4: 'cp863', 5: 'cp865', 11: 'windows1252', 13: 'cp852',
  14: 'cp858', 20: 'windows1257', 22: 'cp864', 23: 'cp1001', 25: 'cp862', 27: 'cp869', 28: 'cp851', 29: 'cp737',
  31: 'windows1256', 32: 'windows1258',
};

/** Profile POS-5890. */
// biome-ignore format: numbers with their meaning; one number on each line would take pages
export const POS_5890_PAGES: Pages = {
  0: 'cp437', 17: 'cp866', 50: 'cp437', 52: 'cp437', 1: 'epson/katakana', 2: 'cp850', 3: 'cp860', 4: 'cp863',
  5: 'cp865', 16: 'windows1252', 18: 'cp852', 19: 'cp858', 25: 'windows1257', 27: 'windows1258', 28: 'cp864',
  32: 'windows1255', 53: 'cp858', 54: 'cp852', 55: 'cp860', 56: 'cp861', 57: 'cp863', 58: 'cp865', 60: 'cp855',
  62: 'cp862', 63: 'cp864', 64: 'cp737', 65: 'cp851', 66: 'cp869', 68: 'cp772', 69: 'cp774', 71: 'windows1252',
  72: 'windows1250', 74: 'cp3840', 76: 'cp3843', 77: 'cp3844', 78: 'cp3845', 79: 'cp3846', 80: 'cp3847', 81: 'cp3848',
  84: 'cp3001', 85: 'cp3002', 86: 'cp3011', 87: 'cp3012', 88: 'cp3021', 90: 'windows1253', 92: 'windows1256',
  93: 'cp720', 94: 'windows1258', 95: 'cp775',
};

/** Profile RP326. */
// biome-ignore format: numbers with their meaning; one number on each line would take pages
export const RP326_PAGES: Pages = {
  1: 'epson/katakana', 2: 'cp850', 3: 'cp860', 4: 'cp863', 5: 'cp865', 15: 'cp862', 16: 'windows1252',
  17: 'windows1253', 18: 'cp852', 19: 'cp858', 23: 'iso8859-1', 24: 'cp737', 25: 'windows1257', 27: 'cp720',
  28: 'cp855', 30: 'windows1250', 31: 'cp775', 33: 'windows1255', 34: 'windows1256', 35: 'windows1258', 36: 'iso8859-2',
  37: 'iso8859-3', 38: 'iso8859-4', 39: 'iso8859-5', 40: 'iso8859-6', 41: 'iso8859-7', 42: 'iso8859-8', 43: 'iso8859-9',
  44: 'iso8859-15', 46: 'cp856', 47: 'cp874',
};

/** Profile KR-306. */
// biome-ignore format: numbers with their meaning; one number on each line would take pages
export const KR_306_PAGES: Pages = {
  12: 'cp866', 28: 'cp437', 30: 'cp437', 1: 'epson/katakana', 2: 'cp850', 3: 'cp860', 4: 'cp863', 5: 'cp865',
  11: 'windows1252', 13: 'cp852', 14: 'cp858', 23: 'cp864', 27: 'windows1255', 29: 'epson/katakana', 31: 'cp858',
  32: 'cp852', 33: 'cp860', 34: 'cp861', 35: 'cp863', 36: 'cp865', 38: 'cp855', 40: 'cp862', 41: 'cp864', 42: 'cp737',
  43: 'cp851', 44: 'cp869', 45: 'star/cp928', 46: 'cp772', 47: 'cp774', 48: 'cp874', 49: 'windows1252',
  50: 'windows1250', 52: 'cp3840', 53: 'cp3841', 54: 'cp3843', 55: 'cp3844', 56: 'cp3845', 57: 'cp3846', 58: 'cp3847',
  59: 'cp3848', 60: 'cp1001', 62: 'cp3001', 63: 'cp3002', 64: 'cp3011', 65: 'cp3012', 66: 'cp3021', 68: 'cp852',
  70: 'windows1256',
};

/** Profile CT-S651. */
// biome-ignore format: numbers with their meaning; one number on each line would take pages
export const CT_S651_PAGES: Pages = {
  1: 'epson/katakana', 2: 'cp850', 3: 'cp860', 4: 'cp863', 5: 'cp865', 14: 'cp737', 15: 'iso8859-7', 16: 'windows1252',
  18: 'cp852', 21: 'cp874', 30: 'tcvn3', 31: 'tcvn3capitals', 33: 'cp775', 34: 'cp855', 35: 'cp861', 36: 'cp862',
  37: 'cp864', 38: 'cp869', 39: 'iso8859-2', 40: 'iso8859-15', 42: 'cp774', 43: 'cp772', 44: 'cp1125',
  45: 'windows1250', 47: 'windows1253', 49: 'windows1255', 50: 'windows1256', 51: 'windows1257', 52: 'windows1258',
  53: 'rk1048',
};

/** Profile mcPrint. Page 0 is Star's own, "Normal". */
// biome-ignore format: numbers with their meaning; one number on each line would take pages
export const MC_PRINT_PAGES: Pages = {
  0: 'star/standard', 3: 'cp437', 2: 'epson/katakana', 4: 'cp858', 5: 'cp852', 6: 'cp860', 7: 'cp861', 8: 'cp863', 9: 'cp865', 11: 'cp855',
  13: 'cp862', 14: 'cp864', 15: 'cp737', 16: 'cp851', 17: 'cp869', 18: 'star/cp928', 19: 'cp772', 20: 'cp774',
  21: 'cp874', 32: 'windows1252', 33: 'windows1250', 64: 'cp3840', 65: 'cp3841', 66: 'cp3843', 67: 'cp3844',
  68: 'cp3845', 69: 'cp3846', 70: 'cp3847', 71: 'cp3848', 72: 'cp1001', 74: 'cp3001', 75: 'cp3002', 76: 'cp3011',
  77: 'cp3012', 78: 'cp3021',
};

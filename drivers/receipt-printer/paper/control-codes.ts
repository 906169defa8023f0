export const DLE = 0x10;
export const ESC = 0x1b;
export const FS = 0x1c;
export const GS = 0x1d;
export const HT = 0x09;
export const LF = 0x0a;
export const CR = 0x0d;

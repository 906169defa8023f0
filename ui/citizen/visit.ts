/** All pages of a visit: one bundle, fetched during the first screen. */
import.meta.glob(['./pages/*.ts', '!./pages/*.samples.ts'], { eager: true });

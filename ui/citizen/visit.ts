/** All pages of a visit in one bundle, which the browser fetches during the first screen. */
import.meta.glob(['./pages/*.ts', '!./pages/*.samples.ts'], { eager: true });

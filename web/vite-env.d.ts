/// <reference types="vite/client" />

/** The release in package.json, set by the build. */
declare const __RELEASE__: string;

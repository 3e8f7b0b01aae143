import 'react';

declare module 'react' {
  interface CSSProperties {
    /** A skeleton's width. */
    '--w'?: string;
  }
}

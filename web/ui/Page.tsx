import { useEffect, useRef, type ReactNode } from 'react';

/** The address whose title was last on screen: what waits for its data and what then stands there are one screen. */
let shownAt: string | undefined;

/** A screen: its status line, its title (which takes the focus when the screen changes), its content. */
export function Page(props: { title: string; hideTitle?: boolean; status?: ReactNode; children: ReactNode }) {
  const heading = useRef<HTMLHeadingElement>(null);
  const { title } = props;

  useEffect(() => {
    // The first screen keeps the browser's own focus; later ones say where one is.
    const { pathname } = location;
    if (shownAt !== undefined && shownAt !== pathname) heading.current?.focus({ preventScroll: true });
    shownAt = pathname;
  }, []);

  return (
    <>
      {props.status}
      <main id="content">
        <h1 ref={heading} tabIndex={-1} className={props.hideTitle ? 'vh' : 'title'}>
          {title}
        </h1>
        {props.children}
      </main>
    </>
  );
}

import { useEffect, useRef, type ReactNode } from 'react';

/** A screen: its status line, its title (which takes the focus when the screen changes), its content. */
export function Page(props: { title: string; hideTitle?: boolean; status?: ReactNode; children: ReactNode }) {
  const heading = useRef<HTMLHeadingElement>(null);
  const { title } = props;

  useEffect(() => {
    // The first screen keeps the browser's own focus; later ones say where one is.
    if (document.body.dataset['moved']) heading.current?.focus({ preventScroll: true });
    document.body.dataset['moved'] = 'yes';
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

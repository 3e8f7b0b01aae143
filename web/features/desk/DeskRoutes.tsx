import { Page } from '../../ui/Page.tsx';

export function DeskRoutes() {
  return <Page title="…">{null}</Page>;
}

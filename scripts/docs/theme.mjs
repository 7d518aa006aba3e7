import { DefaultTheme } from 'typedoc';

/** TypeDoc's theme, where no entry of the navigation is a link and a button at once: a module is an entry of its own. */
export class Theme extends DefaultTheme {
  buildNavigation(project) {
    return super.buildNavigation(project).map(splitLinks);
  }
}

function splitLinks({ path, kind, icon, ...entry }) {
  if (!entry.children) return { path, kind, icon, ...entry };
  const children = entry.children.map(splitLinks);
  return { ...entry, children: path ? [{ text: 'Overview', path, kind, icon }, ...children] : children };
}

import { Drawer as AntDrawer, type DrawerProps } from 'antd';
import { useFocusBack } from './use-focus-back';

/** A drawer as long as it is mounted; the focus then goes back to its opener. */
export function Drawer(props: Omit<DrawerProps, 'open'>) {
  useFocusBack();
  return <AntDrawer open {...props} />;
}

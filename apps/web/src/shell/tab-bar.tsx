import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';
import { Icon } from '../kit/icon';
import { useSignedIn } from '../session/session';
import { useDestinations } from './navigation';

/** The destinations of a phone, at the bottom. */
export function TabBar() {
  const { t } = useTranslation();
  const destinations = useDestinations(useSignedIn());
  return (
    <nav className="tab-bar" aria-label={t('nav.label')}>
      {destinations
        .filter((destination) => !destination.deskOnly)
        .map(({ to, text, icon, current }) => (
          <Link key={to} to={to} aria-current={current ? 'page' : undefined}>
            <Icon name={icon} />
            <span>{text}</span>
          </Link>
        ))}
    </nav>
  );
}

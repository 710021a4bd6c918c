//! Where notes are looked for.

use std::collections::BTreeSet;
use std::ops::Bound;
use std::path::{Path, PathBuf};

/// What of a workspace is to be looked at again.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Places {
    /// All at and below these paths, whether there is still something or not.
    At(BTreeSet<PathBuf>),
    /// All files that are not as they were when they were read.
    Outdated,
    /// All files.
    Everywhere,
}

impl Places {
    /// Looks there too.
    pub fn add(&mut self, more: Self) {
        match (&mut *self, more) {
            (Self::At(paths), Self::At(more)) => paths.extend(more),
            (Self::Everywhere, _) | (Self::Outdated, Self::At(_) | Self::Outdated) => {}
            (_, more) => *self = more,
        }
    }

    /// Whether `path` is among what is looked at.
    pub fn hold(&self, path: &Path) -> bool {
        match self {
            Self::At(paths) => path.ancestors().any(|folder| paths.contains(folder)),
            Self::Outdated | Self::Everywhere => true,
        }
    }

    /// Whether `path` is among what is looked at, or a folder on the way there.
    pub fn lead_through(&self, path: &Path) -> bool {
        // Paths are ordered so that all below a folder comes right behind it.
        let leads = |paths: &BTreeSet<PathBuf>| {
            let mut behind = paths.range::<Path, _>((Bound::Included(path), Bound::Unbounded));
            behind.next().is_some_and(|next| next.starts_with(path))
        };
        self.hold(path) || matches!(self, Self::At(paths) if leads(paths))
    }
}

impl FromIterator<PathBuf> for Places {
    fn from_iter<I: IntoIterator<Item = PathBuf>>(paths: I) -> Self {
        Self::At(paths.into_iter().collect())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn at(paths: &[&str]) -> Places {
        paths.iter().map(PathBuf::from).collect()
    }

    #[test]
    fn a_place_is_all_below_it_and_the_way_to_it() {
        let places = at(&["/n/a b", "/n/a/b.md"]);
        for (path, holds, leads) in [
            ("/", false, true),
            ("/n", false, true),
            ("/n/a", false, true),
            ("/n/a/b.md", true, true),
            ("/n/a/b", false, false),
            ("/n/a b/c/d.md", true, true),
            ("/m", false, false),
            ("/o", false, false),
        ] {
            let path = Path::new(path);
            assert_eq!((places.hold(path), places.lead_through(path)), (holds, leads), "{}", path.display());
        }
    }

    #[test]
    fn places_add_up() {
        let mut places = at(&["/a"]);
        places.add(at(&["/b"]));
        assert_eq!(places, at(&["/a", "/b"]));
        for more in [Places::Outdated, Places::Everywhere] {
            places.add(more.clone());
            places.add(at(&["/c"]));
            assert_eq!(places, more);
        }
        places.add(Places::Outdated);
        assert_eq!(places, Places::Everywhere);
    }
}

//! What to do where a photo's date or view is not told or doubtful, by where a person can say it.

/// Where a person can say what a photo does not tell.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
#[non_exhaustive]
pub enum Place {
    /// In the manifest, or by renaming.
    #[default]
    Manifest,
    /// By the option for the first of two photos, or by renaming.
    BeforeOption,
    /// By the option for the second of two photos, or by renaming.
    AfterOption,
    /// At the desk, in the field beside the message.
    Desk,
}

impl Place {
    /// Where no day is known.
    pub(super) fn to_date(self) -> &'static str {
        match self {
            Self::Manifest => {
                "give it in course.toml ([[photo]] with file and date = YYYY-MM-DD, or exclude = \
                 true to leave the photo out), or rename the file to begin with YYYY-MM-DD"
            }
            Self::BeforeOption => {
                "give it with --before-date YYYY-MM-DD, or rename the file to begin with YYYY-MM-DD"
            }
            Self::AfterOption => {
                "give it with --after-date YYYY-MM-DD, or rename the file to begin with YYYY-MM-DD"
            }
            Self::Desk => "give the date here, or leave the photo out",
        }
    }

    /// Where the day may be another.
    pub(super) fn to_correct(self) -> &'static str {
        match self {
            Self::Manifest => "give date in course.toml if it is wrong",
            Self::BeforeOption => "give --before-date if it is wrong",
            Self::AfterOption => "give --after-date if it is wrong",
            Self::Desk => "give the date here if it is wrong",
        }
    }

    /// Where the days of two photos may be others.
    pub(super) fn to_correct_both(self) -> &'static str {
        match self {
            Self::Manifest | Self::Desk => "give their dates in course.toml if they are wrong",
            Self::BeforeOption | Self::AfterOption => {
                "give --before-date and --after-date if they are wrong"
            }
        }
    }

    /// Where a name's day can be read in two ways.
    pub(super) fn to_be_clear(self) -> &'static str {
        match self {
            Self::Manifest => "write YYYY-MM-DD, or give date in course.toml",
            Self::BeforeOption | Self::AfterOption | Self::Desk => self.to_correct(),
        }
    }

    /// Where the day has not come yet.
    pub(super) fn to_set_a_clock(self) -> &'static str {
        match self {
            Self::Manifest => "correct the date in course.toml or the computer's clock",
            Self::BeforeOption => "correct it with --before-date, or the computer's clock",
            Self::AfterOption => "correct it with --after-date, or the computer's clock",
            Self::Desk => "correct the date here or the computer's clock",
        }
    }

    /// Where nothing says the view.
    pub(super) fn to_name_the_view(self) -> &'static str {
        match self {
            Self::Manifest => "give view in course.toml or put it into the file name",
            Self::BeforeOption | Self::AfterOption => "give --view or put it into the file name",
            Self::Desk => "choose the view here",
        }
    }

    /// Where nothing says which temple is seen.
    pub(super) fn to_tell_the_temple(self) -> &'static str {
        match self {
            Self::Manifest => {
                "give view = \"left-temporal\" or \"right-temporal\" in course.toml, or put it into \
                 the file name"
            }
            Self::BeforeOption | Self::AfterOption | Self::Desk => self.to_name_the_view(),
        }
    }
}

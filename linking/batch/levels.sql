-- The levels of linking/model/levels.py, in DuckDB's SQL. A test holds both to one answer.

CREATE OR REPLACE MACRO about_level(a, b, apart) AS
  CASE WHEN abs(CAST(a[1:4] AS INTEGER) - CAST(b[1:4] AS INTEGER)) <= apart THEN 'about'
       WHEN abs(CAST(a[1:4] AS INTEGER) - CAST(b[1:4] AS INTEGER)) >= 15 THEN 'generation'
       ELSE 'different' END;

CREATE OR REPLACE MACRO agreeing(a, b) AS
  CAST(a[1:4] = b[1:4] AS INTEGER) + CAST(a[6:7] = b[6:7] AS INTEGER)
  + CAST(a[9:10] = b[9:10] AS INTEGER);

CREATE OR REPLACE MACRO birth_level(a, b) AS
  CASE WHEN a = '' OR b = '' THEN ''
       WHEN suffix(a, '~') OR suffix(b, '~') THEN about_level(a, b, 2)
       WHEN least(length(a), length(b)) < 10 THEN
         CASE WHEN a[1:least(length(a), length(b))] = b[1:least(length(a), length(b))] THEN
                CASE WHEN least(length(a), length(b)) = 7 THEN 'month' ELSE 'year' END
              ELSE about_level(a, b, 1) END
       WHEN a = b THEN CASE WHEN suffix(a, '-01-01') THEN 'new year' ELSE 'same' END
       WHEN a[1:4] = b[1:4] AND a[6:7] = b[9:10] AND a[9:10] = b[6:7] THEN 'swapped'
       WHEN damerau_levenshtein(a, b) <= 1 THEN 'slip'
       WHEN agreeing(a, b) = 2 THEN 'two of three'
       WHEN about_level(a, b, -1) = 'different' AND agreeing(a, b) = 1 THEN 'one of three'
       ELSE about_level(a, b, -1) END;

CREATE OR REPLACE MACRO one_off(a, b) AS
  len(list_filter(a, lambda x: len(list_filter(b, lambda y:
    least(length(x), length(y)) >= 6 AND damerau_levenshtein(x, y) <= 1)) > 0)) > 0;

CREATE OR REPLACE MACRO document_level(a, b) AS
  CASE WHEN len(a) = 0 OR len(b) = 0 THEN ''
       WHEN list_has_any(a, b) THEN 'same'
       WHEN one_off(a, b) THEN 'slip'
       ELSE 'different' END;

CREATE OR REPLACE MACRO shared_level(a, b) AS
  CASE WHEN list_has_any(a, b) THEN 'same' ELSE '' END;

CREATE OR REPLACE MACRO is_near(a, b) AS
  least(length(a), length(b)) >= 5 AND damerau_levenshtein(a, b) <= 2;

CREATE OR REPLACE MACRO user_of(address) AS split_part(address, '@', 1);

CREATE OR REPLACE MACRO email_level(a, b) AS
  CASE WHEN len(a) = 0 OR len(b) = 0 THEN ''
       WHEN list_has_any(a, b) THEN 'same'
       WHEN len(list_filter(a, lambda x: length(user_of(x)) >= 6
              AND list_contains(list_transform(b, lambda y: user_of(y)), user_of(x)))) > 0
         THEN 'user'
       WHEN len(list_filter(a, lambda x: len(list_filter(b, lambda y:
              is_near(x, y))) > 0)) > 0 THEN 'near'
       ELSE 'different' END;

CREATE OR REPLACE MACRO sex_level(a, b) AS
  CASE WHEN a = '' OR b = '' THEN '' WHEN a = b THEN 'same' ELSE 'different' END;

CREATE OR REPLACE MACRO citizenship_level(a, b) AS
  CASE WHEN len(a) = 0 OR len(b) = 0 THEN '' WHEN list_has_any(a, b) THEN 'shared'
       ELSE 'different' END;

CREATE OR REPLACE MACRO address_level(a, b) AS
  CASE WHEN len(a) = 0 OR len(b) = 0 THEN ''
       WHEN len(list_intersect(a, b)) = least(len(a), len(b)) THEN 'same'
       WHEN 2 * len(list_intersect(a, b)) >= least(len(a), len(b)) THEN 'most'
       WHEN len(list_intersect(a, b)) > 0 THEN 'some'
       ELSE 'different' END;

CREATE OR REPLACE MACRO city_level(a, b) AS
  CASE WHEN a = '' OR b = '' THEN '' WHEN a = b THEN 'same'
       WHEN is_near(a, b) THEN 'near' ELSE 'different' END;

CREATE OR REPLACE MACRO postcode_level(a, b) AS
  CASE WHEN a = '' OR b = '' THEN '' WHEN a = b THEN 'same'
       WHEN damerau_levenshtein(a, b) <= 1 THEN 'slip' ELSE 'different' END;

-- How many records have the rarest name key that both have: keys are `0000012|key`.
CREATE OR REPLACE MACRO sharing(a, b) AS
  coalesce(CAST(list_min(list_intersect(a, b))[1:7] AS INTEGER), 0);

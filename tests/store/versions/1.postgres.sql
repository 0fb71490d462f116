CREATE FUNCTION events_are_not_changed() RETURNS trigger
    LANGUAGE plpgsql
    AS $$ BEGIN RAISE EXCEPTION 'events are never changed'
USING ERRCODE = 'integrity_constraint_violation'; END $$;
CREATE FUNCTION events_are_not_removed() RETURNS trigger
    LANGUAGE plpgsql
    AS $$ BEGIN RAISE EXCEPTION 'events are never removed'
USING ERRCODE = 'integrity_constraint_violation'; END $$;
CREATE TABLE cases (
    case_id character varying NOT NULL,
    subject character varying NOT NULL,
    lifecycle character varying NOT NULL,
    state character varying NOT NULL,
    is_over integer NOT NULL,
    number integer NOT NULL,
    link character varying(64) NOT NULL
);
CREATE TABLE events (
    entry integer NOT NULL,
    case_id character varying NOT NULL,
    number integer NOT NULL,
    event text NOT NULL,
    link character varying(64) NOT NULL,
    CONSTRAINT events_number_check CHECK ((number >= 1))
);
CREATE SEQUENCE events_entry_seq
    AS integer
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1;
ALTER SEQUENCE events_entry_seq OWNED BY events.entry;
CREATE TABLE store (
    version integer NOT NULL
);
ALTER TABLE ONLY events ALTER COLUMN entry SET DEFAULT nextval('events_entry_seq'::regclass);
INSERT INTO cases VALUES ('甲', '510001', 'identification', 'entered', 0, 1, '024b16fa2d4ebf2acf3700f4c4e6096b44e3c1e4fc7beaf349af025252cc1273');
INSERT INTO cases VALUES ('乙', '510001', 'warning_case', 'closed', 1, 8, '3fbbfe6d8e5a99951eeede82dd199f9a2a5f03fee79b83fe00b4522d8e7ab6e7');
INSERT INTO cases VALUES ('甲2', '户2', 'identification', 'entered', 0, 1, '2acb7d12082ab2fa3960adb3b4ffd737f511d5fb6d55a1563098c3b7aa98b089');
INSERT INTO cases VALUES ('乙2', '户2', 'warning_case', 'reviewed', 0, 4, 'b314f93f3ecb570976bb6098c3eb9c4250076c1d03cb44b5f1a743004a9c6df1');
INSERT INTO events VALUES (1, '甲', 1, '{"act":{"actor":{"body":"示例村","name":"王某某","role":"town"},"day":"2020-03-21","evidence":[{"as_of":"2020-03-21","holds":true,"kind":"evaluated","name":"listed_as_monitoring","receipt":"sha256:0000000000000000000000000000000000000000000000000000000000000000"},{"document":"2019年“两摸底”名单","kind":"documented","reference":"示例〔2020〕1号"}],"note":"","transition":"carry_over"},"case":"甲","digest":"sha256:0663c2bd0fcb9175090299cf4869223752d1cc06d5ac5cec8fe847d6c8fd0a45","format":"povertyrules-event","kind":"opened","number":1,"predecessor":null,"ruleset":"zhaojia@2020.34.2","subject":"510001","version":1}', '024b16fa2d4ebf2acf3700f4c4e6096b44e3c1e4fc7beaf349af025252cc1273');
INSERT INTO events VALUES (2, '乙', 1, '{"act":{"actor":{"body":"示例村","name":"王某某","role":"village"},"day":"2020-04-20","evidence":[{"as_of":"2020-04-20","holds":true,"kind":"evaluated","name":"warning","receipt":"sha256:0000000000000000000000000000000000000000000000000000000000000000"}],"note":"","transition":"flag"},"case":"乙","digest":"sha256:0663c2bd0fcb9175090299cf4869223752d1cc06d5ac5cec8fe847d6c8fd0a45","format":"povertyrules-event","kind":"opened","number":1,"predecessor":null,"ruleset":"zhaojia@2020.34.2","subject":"510001","version":1}', '5cb52bba43b8e564c39ff3e68fa769928c87e71c6763205f4c53db01ce613d6d');
INSERT INTO events VALUES (3, '乙', 2, '{"act":{"actor":{"body":"示例村","name":"王某某","role":"village"},"day":"2020-04-21","evidence":[{"document":"村（社区）初审意见","kind":"documented","reference":"示例〔2020〕1号"}],"note":"","transition":"review"},"case":"乙","format":"povertyrules-event","kind":"acted","number":2,"version":1}', '985ac2f7c303efe184c72fe25843c85c1b4a07ea6759d35e85cb17bf4cf79462');
INSERT INTO events VALUES (4, '乙', 3, '{"act":{"actor":{"body":"示例村","name":"王某某","role":"town"},"day":"2020-04-22","evidence":[{"as_of":"2020-04-22","holds":true,"kind":"evaluated","name":"warning","receipt":"sha256:0000000000000000000000000000000000000000000000000000000000000000"},{"document":"镇脱贫办审核意见","kind":"documented","reference":"示例〔2020〕1号"}],"note":"","transition":"confirm"},"case":"乙","format":"povertyrules-event","kind":"acted","number":3,"version":1}', '47ba8a34195efc9ad29f6238cf480153df5d3a9fe45d8c78e5ffa8b2e13b85b2');
INSERT INTO events VALUES (5, '乙', 4, '{"act":{"actor":{"body":"示例村","name":"王某某","role":"town"},"day":"2020-04-23","evidence":[{"as_of":"2020-04-23","holds":true,"kind":"evaluated","name":"gap_food","receipt":"sha256:0000000000000000000000000000000000000000000000000000000000000000"},{"document":"致行业部门的反馈单","kind":"documented","reference":"示例〔2020〕1号"}],"note":"","transition":"refer"},"case":"乙","format":"povertyrules-event","kind":"acted","number":4,"version":1}', 'c88211b568984e94ad1496a58c63f48b72f0b2ae894a0d826cb1784dac4c5cdd');
INSERT INTO events VALUES (6, '乙', 5, '{"act":{"actor":{"body":"示例村","name":"王某某","role":"departments"},"day":"2020-04-28","evidence":[{"document":"会同村（社区）制定的帮扶措施","kind":"documented","reference":"示例〔2020〕1号"}],"note":"","transition":"plan"},"case":"乙","format":"povertyrules-event","kind":"acted","number":5,"version":1}', '7d4fe3f94475f87cff2135ead343aa8c80b0a3a57ff47f35067fff88c096ca2b');
INSERT INTO events VALUES (7, '乙', 6, '{"act":{"actor":{"body":"示例村","name":"王某某","role":"departments"},"day":"2020-05-20","evidence":[{"as_of":"2020-05-20","holds":true,"kind":"evaluated","name":"monitoring","receipt":"sha256:0000000000000000000000000000000000000000000000000000000000000000"},{"as_of":"2020-05-20","holds":false,"kind":"evaluated","name":"safeguard_gap","receipt":"sha256:0000000000000000000000000000000000000000000000000000000000000000"},{"document":"补短完成情况","kind":"documented","reference":"示例〔2020〕1号"}],"note":"","transition":"reach_standard"},"case":"乙","format":"povertyrules-event","kind":"acted","number":6,"version":1}', 'c4dc2fab0e746d32572047f6be19c66dfbfd0919e40eb23b97397c630985c522');
INSERT INTO events VALUES (8, '乙', 7, '{"act":{"actor":{"body":"示例村","name":"王某某","role":"departments"},"day":"2020-05-21","evidence":[{"document":"销号申请","kind":"documented","reference":"示例〔2020〕1号"}],"note":"","transition":"apply_to_close"},"case":"乙","format":"povertyrules-event","kind":"acted","number":7,"version":1}', '8ea2d570e0cdd5ac42bf0364491b4aa1ce29d200660384081a1fd8e341704685');
INSERT INTO events VALUES (9, '乙', 8, '{"act":{"actor":{"body":"示例村","name":"王某某","role":"town"},"day":"2020-05-25","evidence":[{"document":"销号核实（回访）记录","kind":"documented","reference":"示例〔2020〕1号"}],"note":"","transition":"close"},"case":"乙","format":"povertyrules-event","kind":"acted","number":8,"version":1}', '3fbbfe6d8e5a99951eeede82dd199f9a2a5f03fee79b83fe00b4522d8e7ab6e7');
INSERT INTO events VALUES (10, '甲2', 1, '{"act":{"actor":{"body":"示例村","name":"王某某","role":"town"},"day":"2020-03-22","evidence":[{"as_of":"2020-03-22","holds":true,"kind":"evaluated","name":"listed_as_monitoring","receipt":"sha256:0000000000000000000000000000000000000000000000000000000000000000"},{"document":"2019年“两摸底”名单","kind":"documented","reference":"示例〔2020〕1号"}],"note":"","transition":"carry_over"},"case":"甲2","digest":"sha256:0663c2bd0fcb9175090299cf4869223752d1cc06d5ac5cec8fe847d6c8fd0a45","format":"povertyrules-event","kind":"opened","number":1,"predecessor":null,"ruleset":"zhaojia@2020.34.2","subject":"户2","version":1}', '2acb7d12082ab2fa3960adb3b4ffd737f511d5fb6d55a1563098c3b7aa98b089');
INSERT INTO events VALUES (11, '乙2', 1, '{"act":{"actor":{"body":"示例村","name":"王某某","role":"village"},"day":"2020-04-20","evidence":[{"as_of":"2020-04-20","holds":true,"kind":"evaluated","name":"warning","receipt":"sha256:0000000000000000000000000000000000000000000000000000000000000000"}],"note":"","transition":"flag"},"case":"乙2","digest":"sha256:0663c2bd0fcb9175090299cf4869223752d1cc06d5ac5cec8fe847d6c8fd0a45","format":"povertyrules-event","kind":"opened","number":1,"predecessor":null,"ruleset":"zhaojia@2020.34.2","subject":"户2","version":1}', '87b8a9a6da35c6d81fc5b381eb9ed06a573c8d0ccd7f2b0741c62dc12ab6c37b');
INSERT INTO events VALUES (12, '乙2', 2, '{"act":{"actor":{"body":"示例村","name":"王某某","role":"village"},"day":"2020-04-21","evidence":[{"document":"村（社区）初审意见","kind":"documented","reference":"示例〔2020〕1号"}],"note":"","transition":"review"},"case":"乙2","format":"povertyrules-event","kind":"acted","number":2,"version":1}', '784b65c1ed5ea3e4ae28e337b7beec2eef406c35bc492aeadc718fd2ef1f4c89');
INSERT INTO events VALUES (13, '乙2', 3, '{"act":{"actor":{"body":"示例村","name":"王某某","role":"town"},"day":"2020-04-22","evidence":[{"as_of":"2020-04-22","holds":true,"kind":"evaluated","name":"warning","receipt":"sha256:0000000000000000000000000000000000000000000000000000000000000000"},{"document":"镇脱贫办审核意见","kind":"documented","reference":"示例〔2020〕1号"}],"note":"","transition":"confirm"},"case":"乙2","format":"povertyrules-event","kind":"acted","number":3,"version":1}', 'cce4cdd82faaaae49663fbcf68eff4500292af4766e11dba9145b55779dbd5ab');
INSERT INTO events VALUES (14, '乙2', 4, '{"act":null,"actor":{"body":"示例村","name":"王某某","role":"town"},"case":"乙2","corrects":3,"day":"2020-04-23","format":"povertyrules-event","kind":"corrected","number":4,"reason":"误认","version":1}', 'b314f93f3ecb570976bb6098c3eb9c4250076c1d03cb44b5f1a743004a9c6df1');
INSERT INTO store VALUES (1);
SELECT pg_catalog.setval('events_entry_seq', 14, true);
ALTER TABLE ONLY cases
    ADD CONSTRAINT cases_pkey PRIMARY KEY (case_id);
ALTER TABLE ONLY events
    ADD CONSTRAINT events_pkey PRIMARY KEY (entry);
ALTER TABLE ONLY events
    ADD CONSTRAINT one_event_a_number UNIQUE (case_id, number);
ALTER TABLE ONLY store
    ADD CONSTRAINT store_pkey PRIMARY KEY (version);
CREATE INDEX cases_of_a_subject ON cases USING btree (subject);
CREATE UNIQUE INDEX one_open_case_of_a_kind ON cases USING btree (subject, lifecycle) WHERE (is_over = 0);
CREATE TRIGGER events_are_not_changed_row BEFORE UPDATE ON events FOR EACH ROW EXECUTE FUNCTION events_are_not_changed();
CREATE TRIGGER events_are_not_removed_all BEFORE TRUNCATE ON events FOR EACH STATEMENT EXECUTE FUNCTION events_are_not_removed();
CREATE TRIGGER events_are_not_removed_row BEFORE DELETE ON events FOR EACH ROW EXECUTE FUNCTION events_are_not_removed();
